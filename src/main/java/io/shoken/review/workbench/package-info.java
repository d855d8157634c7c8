/**
 * The page that radiologists work in. Open {@link io.shoken.review.workbench.WorkbenchPage} first.
 */
package io.shoken.review.workbench;
