/**
 * The evidence model: every clause of a report is scored alone, and a report has a finding as soon
 * as one of its clauses says so (noisy-or), so the clause that decided can be shown. Open {@link
 * io.shoken.classifier.evidence.EvidenceModel} to read reports and {@link
 * io.shoken.classifier.evidence.EvidenceTrainer} to learn from them; the types around {@link
 * io.shoken.classifier.evidence.TrainingReports} are public so that a cluster can add up the same
 * gradient.
 */
package io.shoken.classifier.evidence;
