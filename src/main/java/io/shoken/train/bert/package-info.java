/**
 * The step {@code train}: tables become a BERT classifier. Open {@link io.shoken.train.bert.Train}
 * first; the training itself, which knows no tables, is {@link
 * io.shoken.classifier.bert.recipe.FineTuning}.
 */
package io.shoken.train.bert;
