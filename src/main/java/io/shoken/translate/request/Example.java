package io.shoken.translate.request;

import java.io.Serializable;

/** A section and its translation as it should be, shown to the model before the text. */
record Example(String english, String japanese) implements Serializable {}
