/**
 * Keeps paid rows on disk from the moment of their answer until a committed run holds them. Open
 * {@link io.shoken.llm.journal.Journal} first for writing, then {@link
 * io.shoken.llm.journal.Journals} for reading what dead runs left.
 */
package io.shoken.llm.journal;
