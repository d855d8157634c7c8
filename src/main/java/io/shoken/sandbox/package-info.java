/**
 * A stand-in for an OpenAI-compatible endpoint, so that the pipeline runs offline through the real
 * client, real HTTP and real limits: it answers from known sentence pairs and refuses what it does
 * not know. Open {@link io.shoken.sandbox.Sandbox} first.
 */
package io.shoken.sandbox;
