/**
 * The folder of the baseline, a pipeline of Spark MLlib: open {@link
 * io.shoken.classifier.baseline.BaselineFolder}, which reads the files that {@code
 * PipelineModel.save} wrote without Spark's loader.
 */
package io.shoken.classifier.baseline;
