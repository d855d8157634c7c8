/**
 * The step {@code tokenize}: Japanese texts become the tokens and ids that a model reads. Open
 * {@link io.shoken.tokenize.Tokenize} first; how a text is cut is in {@code
 * io.shoken.text.japanese}.
 */
package io.shoken.tokenize;
