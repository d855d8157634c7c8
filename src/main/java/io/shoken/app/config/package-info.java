/**
 * The configuration: HOCON files become one tree of typed records, and unknown keys are refused.
 * Open {@link io.shoken.app.config.Settings} first.
 */
package io.shoken.app.config;
