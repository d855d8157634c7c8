/**
 * How far people agree, and how sure that is. Open {@link io.shoken.review.agreement.Agreement}
 * first.
 */
package io.shoken.review.agreement;
