/**
 * What a warehouse hands to people outside it. Open {@link io.shoken.page.RunPage} first: the one
 * HTML file that shows what the runs did and how good the models are.
 */
package io.shoken.page;
