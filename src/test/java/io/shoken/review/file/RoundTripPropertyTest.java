package io.shoken.review.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What goes out, is edited and comes back is exactly what was edited, whatever the texts hold. */
class RoundTripPropertyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> HOSTILE =
      List.of(
          "</script><script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "javascript:alert(1)",
          "=1+1",
          "-5",
          "+a",
          "@SUM(A1)",
          "'quoted",
          "\u202eabc\u202c",
          "a\u0000b",
          "a\"b,c;d\te",
          "x".repeat(10_000),
          "\u304b\u3099",
          "two\nlines",
          "\ud83e\ude7b");

  record Edit(boolean touched, String text, String status, int rating) {}

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(30)
            .filter(s -> !s.isBlank() && isWhole(s));
    return Arbitraries.oneOf(Arbitraries.of(HOSTILE), any)
        .map(s -> s.replace("\r", ""))
        .filter(s -> !s.isBlank());
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return texts()
        .flatMap(
            text ->
                Arbitraries.of("approved", "edited", "unsure", "skipped")
                    .flatMap(
                        status ->
                            Arbitraries.integers()
                                .between(1, 5)
                                .map(rating -> new Edit(rating < 5, text, status, rating))))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  private static boolean isWhole(String s) {
    return new String(s.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(s);
  }

  private static ExportRecord export(List<String> texts) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String shown = texts.get(i) + i;
      String source = "source " + i + texts.get(i);
      items.add(
          new Item(
              "r" + i + ":findings",
              "r" + i,
              "findings",
              Hashes.ofText(source),
              Hashes.ofText(shown),
              source,
              shown,
              shown,
              false,
              true,
              List.of(),
              null,
              null,
              List.of(),
              1));
    }
    return ExportRecord.of(
        "review", "revised", "2026-11-01T00:00:00Z", List.of(new Assignment("", "reader", items)));
  }

  private static byte[] json(ExportRecord export, List<Edit> edits) {
    Assignment part = export.assignments().get(0);
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < edits.size(); i++) {
      if (edits.get(i).touched()) {
        Item item = part.items().get(i);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", item.key());
        json.put("source_hash", item.sourceHash());
        json.put("base_hash", item.baseHash());
        json.put("status", edits.get(i).status());
        json.put("text_ja", edits.get(i).text());
        json.put("ratings", Map.of("accuracy", edits.get(i).rating()));
        json.put("seconds", 12.4);
        items.add(json);
      }
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("export_id", part.exportId());
    root.put("reviewer", part.reviewer());
    root.put("stage", "revised");
    root.put("items", items);
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Revision> take(ExportRecord export, Returned file) {
    Assignment part =
        file.exportId() == null
            ? export.assignments().get(0)
            : export
                .part(file.exportId())
                .orElseThrow(() -> UserException.input("the export is unknown"));
    return Comparison.of(file, export, part);
  }

  @Property(tries = 200)
  void aPagesFileGivesExactlyItsEdits(
      @ForAll("edits") List<Edit> edits, @ForAll("texts") String text) {
    ExportRecord export = export(edits.stream().map(e -> text).toList());
    List<Revision> back = take(export, ReviewFile.read("reader.review.json", json(export, edits)));
    requireSame(edits, export, back);
  }

  @Property(tries = 200)
  void aSheetGivesExactlyItsEdits(@ForAll("edits") List<Edit> edits, @ForAll("texts") String text) {
    ExportRecord export = export(edits.stream().map(e -> text).toList());
    Assignment part = export.assignments().get(0);
    StringBuilder csv = new StringBuilder(String.join(";", Sheet.COLUMNS) + "\r\n");
    for (int i = 0; i < edits.size(); i++) {
      Item item = part.items().get(i);
      Edit edit = edits.get(i);
      List<String> cells =
          List.of(
              item.key(),
              item.reportId(),
              item.section(),
              item.sourceHash(),
              item.baseHash(),
              item.source(),
              item.machine(),
              edit.touched() ? edit.text() : item.shown(),
              edit.touched() ? edit.status() : "",
              edit.touched() ? "" + edit.rating() : "",
              "",
              "",
              "",
              "",
              edit.touched() ? "12" : "");
      csv.append(String.join(";", cells.stream().map(Sheet::quoted).toList())).append("\r\n");
    }
    byte[] utf16 = ("\ufeff" + csv).getBytes(StandardCharsets.UTF_16LE);
    requireSame(edits, export, take(export, Sheet.read("reader.csv", "reader", utf16)));
  }

  @Property(tries = 100)
  void whatTheSheetWroteComesBackWithoutAnyAnswer(@ForAll("texts") String text) {
    ExportRecord export = export(List.of(text));
    byte[] written = Sheet.write(export.assignments().get(0));
    Returned back = Sheet.read("reader.csv", "reader", written);
    assertThat(back.rows().get(0).text()).isEqualTo(text + 0);
    assertThat(take(export, back)).isEmpty();
  }

  @Property(tries = 300)
  void anyChangedByteOfAnIdOrHashIsRefused(
      @ForAll("edits") List<Edit> edits,
      @ForAll int field,
      @ForAll int place,
      @ForAll byte change) {
    List<Edit> touched =
        edits.stream().map(e -> new Edit(true, e.text(), e.status(), e.rating())).toList();
    ExportRecord export = export(touched.stream().map(Edit::text).toList());
    Assignment part = export.assignments().get(0);
    Item item = part.items().get(0);
    List<String> protectedValues =
        List.of(
            part.exportId(),
            part.reviewer(),
            "revised",
            item.key(),
            item.sourceHash(),
            item.baseHash());
    String value = protectedValues.get(Math.floorMod(field, protectedValues.size()));
    byte[] bytes = json(export, touched);
    int at =
        indexOf(bytes, ("\"" + value + "\"").getBytes(StandardCharsets.UTF_8))
            + 1
            + Math.floorMod(place, value.length());
    byte before = bytes[at];
    bytes[at] = (byte) (before ^ (change == 0 ? 1 : change));
    assertThatThrownBy(() -> take(export, ReviewFile.read("reader.review.json", bytes)))
        .isInstanceOf(UserException.class);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (java.util.Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }

  private static void requireSame(List<Edit> edits, ExportRecord export, List<Revision> back) {
    List<Edit> touched = edits.stream().filter(Edit::touched).toList();
    assertThat(back).hasSameSizeAs(touched);
    List<Item> items = export.assignments().get(0).items();
    int at = 0;
    for (int i = 0; i < edits.size(); i++) {
      Edit edit = edits.get(i);
      if (!edit.touched()) {
        continue;
      }
      Revision revision = back.get(at++);
      boolean untouched =
          Comparison.canonical(edit.text()).equals(Comparison.canonical(items.get(i).shown()));
      assertThat(revision.item()).isEqualTo(items.get(i));
      assertThat(revision.text())
          .isEqualTo(
              untouched
                  ? items.get(i).shown()
                  : Normalizer.normalize(edit.text(), Normalizer.Form.NFC));
      assertThat(revision.answer().ratings()).containsOnly(Map.entry("accuracy", edit.rating()));
      assertThat(revision.answer().seconds()).isEqualTo(12L);
      assertThat(revision.status())
          .isEqualTo(untouched && edit.status().equals("edited") ? "skipped" : edit.status());
    }
  }
}
