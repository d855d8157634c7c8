package io.shoken.core;

/**
 * Something that the user can mend: an input, a setting, a quota, a service that is away. It is
 * shown as one line without a stack trace; only the command line turns it into an exit code. The
 * message says what failed, where, what was seen, what was expected and what to do next, and never
 * holds report text or a key. Everything else that is thrown is a bug.
 */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The exit codes of the contract that a user's error can have. */
  public enum Kind {
    /** Wrong usage or configuration. */
    USAGE(2),
    /** Stopped by quota or budget; what was paid is kept. */
    QUOTA(4),
    /** An input breaks the contract. */
    INPUT(5),
    /** A service or the warehouse cannot be reached. */
    UNAVAILABLE(69),
    /** Another run holds the lease, or try again later. */
    TRY_LATER(75);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  public UserException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public UserException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public static UserException usage(String message) {
    return new UserException(Kind.USAGE, message);
  }

  public static UserException input(String message) {
    return new UserException(Kind.INPUT, message);
  }
}
