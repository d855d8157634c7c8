/**
 * The steps that make a model folder from Japanese texts and their labels: {@code train-linear} in
 * {@code linear}, {@code train} in {@code bert}. What both share is here: {@link
 * io.shoken.train.TrainingStep} skips a training that is done, {@link
 * io.shoken.train.TrainingTable} joins texts with labels.
 */
package io.shoken.train;
