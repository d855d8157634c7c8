/**
 * What in a text may say who somebody is, by patterns of three languages, and how to send a text
 * without it. Open {@link io.shoken.privacy.Guard} first.
 */
package io.shoken.privacy;
