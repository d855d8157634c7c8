/**
 * The terms of the field: the 18 findings, the sections of a report, names of volumes, the hash
 * that is a text's key. Open {@link io.shoken.domain.Finding} first.
 */
package io.shoken.domain;
