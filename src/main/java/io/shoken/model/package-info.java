/**
 * A trained classifier as a folder, and reading reports with one: {@link
 * io.shoken.model.ModelFolder} writes and opens it, {@link io.shoken.model.Classifier} reads. It is
 * where the steps that train, predict and evaluate meet.
 */
package io.shoken.model;
