/**
 * Makes single calls and batches at an OpenAI-compatible service, through the official API client,
 * which no other package knows. Open {@link io.shoken.llm.call.ChatClient} first, then {@link
 * io.shoken.llm.call.FailureKind} for what becomes of a call that fails.
 */
package io.shoken.llm.call;
