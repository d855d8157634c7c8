/**
 * Translates English sections into Japanese through an OpenAI-compatible service, with one row for
 * every outcome. Open {@link io.shoken.translate.Translate} first, then {@code Translator} for one
 * text and {@link io.shoken.translate.Batches} for the service's batch interface.
 */
package io.shoken.translate;
