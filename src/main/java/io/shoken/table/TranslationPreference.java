package io.shoken.table;

/**
 * The translation that the current settings would make: where a source text has several, this one
 * is read.
 *
 * @param promptId file name and content hash of the prompt
 * @param parameters the request's parameters in their canonical form
 */
public record TranslationPreference(
    String provider, String model, String promptId, String parameters) {}
