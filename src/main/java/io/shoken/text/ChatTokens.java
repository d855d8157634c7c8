package io.shoken.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;

/**
 * Tokens as the gpt-4o models count them (encoding o200k_base). Special-token spellings inside a
 * text count as plain text. Thread-safe.
 */
public final class ChatTokens {

  /** Each message is framed by three tokens and its role by one; three more open the answer. */
  private static final int PER_MESSAGE = 4;

  private static final int ANSWER_FRAME = 3;

  private static final class Holder {
    static final Encoding O200K =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }

  private ChatTokens() {}

  /** The number of tokens of that text alone. */
  public static int of(String text) {
    return Holder.O200K.countTokensOrdinary(text);
  }

  /** The prompt tokens of a chat request whose messages have these token counts by themselves. */
  public static int ofPrompt(int... messageTokens) {
    int sum = ANSWER_FRAME;
    for (int tokens : messageTokens) {
      sum += PER_MESSAGE + tokens;
    }
    return sum;
  }

  /**
   * The longest prefix of whole tokens that has at most that many; may end in a broken character.
   */
  public static String cut(String text, int maxTokens) {
    IntArrayList tokens = Holder.O200K.encodeOrdinary(text, maxTokens).getTokens();
    return Holder.O200K.decode(tokens);
  }
}
