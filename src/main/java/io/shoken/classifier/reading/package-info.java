/**
 * Reading a table of reports with a model folder of any kind. Open {@link
 * io.shoken.classifier.reading.Classifier} first; {@code docs/concepts.md} follows one report
 * through a BERT.
 */
package io.shoken.classifier.reading;
