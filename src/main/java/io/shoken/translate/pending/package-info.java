/**
 * Finds the texts that still have to be asked for, and estimates what that takes. Open {@link
 * io.shoken.translate.pending.PendingTexts} first, then {@link
 * io.shoken.translate.pending.SentenceReuse} for sentences that many texts share.
 */
package io.shoken.translate.pending;
