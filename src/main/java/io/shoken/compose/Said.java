package io.shoken.compose;

import io.shoken.domain.Finding;
import java.util.Map;

/** A sentence as it was said, and what it says of which finding. */
record Said(Part part, Sentence sentence, Map<Finding, State> claims) {}
