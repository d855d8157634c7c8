/**
 * Reading findings from Japanese texts with a model folder of any kind. Open {@link
 * io.shoken.predict.Predict} first.
 */
package io.shoken.predict;
