package io.shoken.compose;

import io.shoken.domain.Finding;
import java.util.Map;

/** A composed sentence with the states of findings that it states. */
record Said(Part part, Sentence sentence, Map<Finding, State> claims) {}
