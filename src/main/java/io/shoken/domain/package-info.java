/**
 * The words of the field: the 18 findings, the sections of a report, the hash that is a text's key,
 * and the error that a user can mend. Open {@link io.shoken.domain.Finding} first.
 */
package io.shoken.domain;
