/**
 * What every package may use and what knows none of them: errors for users, hashes, guarded reading
 * of files. Open {@link io.shoken.core.UserException} first.
 */
package io.shoken.core;
