/**
 * What in a text may say who somebody is, by patterns of three languages, and how to send a text
 * without it. Open {@link io.shoken.quality.privacy.Guard} first.
 */
package io.shoken.quality.privacy;
