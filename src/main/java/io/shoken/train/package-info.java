/**
 * Training of the two linear classifiers from Japanese texts and their labels. Open {@link
 * io.shoken.train.TrainLinear} first.
 */
package io.shoken.train;
