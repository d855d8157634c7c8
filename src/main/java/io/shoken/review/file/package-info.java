/**
 * What review files hold, how spreadsheets and the page write them, and what makes one fit its
 * export. Open {@link io.shoken.review.file.Comparison} first.
 */
package io.shoken.review.file;
