/**
 * English sections to Japanese through an OpenAI-compatible endpoint, within one budget for the
 * whole job, with one row for every outcome. Open {@link io.shoken.translate.Translate} first, then
 * {@code Translator} for one text's way and {@code Budget} for the limits. {@link
 * io.shoken.translate.Batches} is the same through a service's batch interface.
 */
package io.shoken.translate;
