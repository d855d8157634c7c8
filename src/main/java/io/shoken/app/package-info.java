/**
 * The command line and the configuration; the only place that knows exit codes. Open {@link
 * io.shoken.app.Main} first, then {@link io.shoken.app.Application}, which runs a step.
 */
package io.shoken.app;
