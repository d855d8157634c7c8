/**
 * The training of a BERT classifier from texts and labels, without tables: masked words, then
 * findings, in steps that a kill does not lose. Open {@link
 * io.shoken.classifier.bert.recipe.FineTuning} first.
 */
package io.shoken.classifier.bert.recipe;
