/**
 * What the tests of several packages share: the Spark session ({@link io.shoken.testkit.Sparks}),
 * warehouses with made-up reports ({@link io.shoken.testkit.TestWarehouse}, {@link
 * io.shoken.testkit.TestJob}), rows, settings, a clock that a test turns, and a tiny BERT. A
 * fixture that one package alone uses stays in that package.
 */
package io.shoken.testkit;
