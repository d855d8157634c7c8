/**
 * A trained classifier as a folder, local or at a Hadoop URI: {@link
 * io.shoken.classifier.folder.ModelFolder} writes and opens it, {@link
 * io.shoken.classifier.folder.ModelFiles} brings it to executors, {@link
 * io.shoken.classifier.folder.Trusted} lists what a folder from elsewhere may name.
 */
package io.shoken.classifier.folder;
