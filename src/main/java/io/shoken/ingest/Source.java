package io.shoken.ingest;

import java.io.Serializable;

/** A file and how its records are read. */
record Source(InputFile file, RowMapper mapper) implements Serializable {}
