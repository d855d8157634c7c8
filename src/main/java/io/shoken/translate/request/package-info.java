/**
 * Decides what is sent to the model about a text, and makes the key of its translation. Open {@link
 * io.shoken.translate.request.Recipe} first, then {@link io.shoken.translate.request.Conversation}
 * for the messages and {@link io.shoken.translate.request.PrivacyFilter} for what is held back.
 */
package io.shoken.translate.request;
