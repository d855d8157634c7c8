package io.shoken.translate.request;

import java.io.Serializable;

/** A line of a glossary, both sides as they are written there. */
record Term(String english, String japanese) implements Serializable {}
