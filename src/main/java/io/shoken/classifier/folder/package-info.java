/**
 * A trained classifier as a folder, and reading reports with one: {@link
 * io.shoken.classifier.folder.ModelFolder} writes and opens it, {@link
 * io.shoken.classifier.reading.Classifier} reads. It is where the steps that train, predict and
 * evaluate meet.
 */
package io.shoken.classifier.folder;
