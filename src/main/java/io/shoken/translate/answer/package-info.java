/**
 * Decides what an answer is worth, and makes a row of {@code translations} of it. Open {@link
 * io.shoken.translate.answer.AnswerJudge} first, then {@link
 * io.shoken.translate.answer.Translation} for the outcomes.
 */
package io.shoken.translate.answer;
