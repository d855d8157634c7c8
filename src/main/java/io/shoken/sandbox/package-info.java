/**
 * A stand-in for an OpenAI-compatible endpoint, so that the pipeline runs offline through the real
 * client, real HTTP and real limits: it answers from known sentence pairs and refuses what it does
 * not know. Open {@link io.shoken.sandbox.Sandbox} first.
 *
 * <p>Its log ({@code sandbox.log}, {@code sandbox --log FILE}) is the witness of what a client got:
 * one JSON line for each chat call that is over, appended in the order in which calls end:
 *
 * <pre>
 * {"time":"2026-11-24T09:00:00.123Z","source":"9f86d0...","status":200,"delivered":true,"fault":null}
 * </pre>
 *
 * {@code source} is the hash of the last user message, as {@code source_hash} in the tables, and
 * null where the request had none; {@code delivered} says whether the whole answer was handed to
 * the client's connection, whoever read it there; {@code fault} names what the script of faults
 * ({@code sandbox.faults}, {@code sandbox --faults FILE}) let go wrong with this call. A line is
 * whole once its line feed is there.
 */
package io.shoken.sandbox;
