/**
 * Reads clinical statements out of a text: numbers with units, sides, negations, doubt and the
 * terms of findings. The checks of a translation, the scores and the evidence model all read by
 * these classes; where they must differ (another list, another rule), the difference is an option
 * that says why. The word lists lie beside the classes as TSV resources. Open {@link
 * io.shoken.text.clinical.Cues} first, then {@link io.shoken.text.clinical.NumberScanner} and
 * {@link io.shoken.text.clinical.TermIndex}.
 */
package io.shoken.text.clinical;
