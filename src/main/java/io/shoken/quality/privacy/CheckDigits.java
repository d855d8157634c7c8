package io.shoken.quality.privacy;

/** Verifies the check digits of personal numbers. Input is digits only. */
final class CheckDigits {
  private CheckDigits() {}

  /** T.C. Kimlik No: 11 digits, the first not 0, the last two computed from the others. */
  static boolean turkish(String digits) {
    if (digits.length() != 11 || digits.charAt(0) == '0') {
      return false;
    }
    int odd = 0;
    int even = 0;
    for (int i = 0; i < 9; i++) {
      if (i % 2 == 0) {
        odd += at(digits, i);
      } else {
        even += at(digits, i);
      }
    }
    int tenth = Math.floorMod(7 * odd - even, 10);
    return tenth == at(digits, 9) && (odd + even + tenth) % 10 == at(digits, 10);
  }

  /** The Japanese individual number: 12 digits, the last one computed from the others. */
  static boolean japanese(String digits) {
    if (digits.length() != 12) {
      return false;
    }
    int sum = 0;
    for (int n = 1; n <= 11; n++) {
      sum += at(digits, 11 - n) * (n <= 6 ? n + 1 : n - 5);
    }
    int rest = sum % 11;
    return at(digits, 11) == (rest <= 1 ? 0 : 11 - rest);
  }

  private static int at(String digits, int index) {
    return digits.charAt(index) - '0';
  }
}
