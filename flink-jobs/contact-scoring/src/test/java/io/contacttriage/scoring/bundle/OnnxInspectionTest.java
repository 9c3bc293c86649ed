package io.contacttriage.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxInspectionTest {
  @Test
  void aPlainNetworkPasses() throws IOException {
    assertThat(inspect(TestingBundles.network("good"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "external_data",
        "external_sparse",
        "external_constant",
        "external_subgraph",
        "external_location_only"
      })
  void externalDataIsFoundWhereverItHides(String name) throws IOException {
    assertThat(inspect(TestingBundles.network(name)))
        .containsExactly(
            new BundleProblem("model.onnx tensor stray", "data inside the file", "external data"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "custom_domain|operator Gelu|evil.ops",
        "custom_domain|/opset_import|evil.ops",
        "microsoft_domain|operator Gelu|com.microsoft",
        "custom_function|function|evil.ops",
        "training|/training_info|a training graph",
        "opset_6|/opset_import|6",
        "opset_24|/opset_import|24",
        "opset_none|/opset_import|none"
      })
  void whatAPlainNetworkDoesNotNeedIsRefused(String name, String where, String found)
      throws IOException {
    assertThat(inspect(TestingBundles.network(name)))
        .anySatisfy(
            problem -> {
              assertThat(problem.where()).isEqualTo("model.onnx " + where);
              assertThat(problem.found()).isEqualTo(found);
            });
  }

  @Test
  void theRuntimesOwnOperatorsPassOnlyWhenTheManifestSaysSo() throws IOException {
    byte[] model = TestingBundles.network("microsoft_domain");

    assertThat(OnnxInspection.inspect("model.onnx", model, Set.of("com.microsoft"))).isEmpty();
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] model = TestingBundles.network("good");

    for (int length = 0; length < model.length; length++) {
      assertThat(inspect(Arrays.copyOf(model, length))).as("%d bytes", length).isNotEmpty();
    }
  }

  @Test
  void theRuntimesOwnFormatIsRefused() throws IOException {
    byte[] model = TestingBundles.network("good");
    System.arraycopy(new byte[] {'O', 'R', 'T', 'M'}, 0, model, 4, 4);

    assertThat(inspect(model)).extracting("found").containsExactly("an ORT format file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0b|wire type 3",
        "0f|wire type 7",
        "00|a field number out of range",
        "8080808080808080808001|a number of more than ten bytes",
        "ffffffffff7f|a field number out of range",
        "3a05|a field that goes past the end of its message",
        "3affffffffffffffffff01|a field that goes past the end of its message",
        "3affffffff0f|a field that goes past the end of its message",
        "3d00000000|field 7 with wire type 5",
        "38|the end of the message inside a number"
      })
  void bytesThatAreNoMessageAreRefusedWithThePlace(String hex, String found) {
    assertThat(inspect(HexFormat.of().parseHex(hex)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.found()).startsWith(found));
  }

  @Test
  void endlessNestingIsRefusedBeforeTheStackEnds() {
    // Graph in node in attribute in graph …, from the inside out.
    byte[] message = {};
    int[] fields = {6, 5, 1};
    for (int i = 0; i < 3000; i++) {
      message = wrap(fields[i % 3], message);
    }
    byte[] model = wrap(7, message);

    assertThat(inspect(model))
        .extracting(BundleProblem::found)
        .containsExactly("messages nested too deeply at byte 0");
  }

  @Test
  void damagedFilesNeverEscapeTheInspection() throws IOException {
    byte[] model = TestingBundles.network("external_sparse");
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = model.clone();
      for (int j = random.nextInt(8); j >= 0; j--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      List<BundleProblem> problems = inspect(damaged);
      assertThat(problems).hasSizeLessThanOrEqualTo(24);
      refused += problems.isEmpty() ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(19_000);
  }

  private static List<BundleProblem> inspect(byte[] model) {
    return OnnxInspection.inspect("model.onnx", model, Set.of());
  }

  private static byte[] wrap(int field, byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((field << 3) | ProtobufReader.LENGTH_DELIMITED);
    int length = message.length;
    while (length > 0x7F) {
      out.write((length & 0x7F) | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(message);
    return out.toByteArray();
  }
}
