/** What is printed: tables, JSON rows, progress. Open {@link io.shoken.console.TextTable} first. */
package io.shoken.console;
