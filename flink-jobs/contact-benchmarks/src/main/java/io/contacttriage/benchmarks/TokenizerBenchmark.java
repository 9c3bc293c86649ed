package io.contacttriage.benchmarks;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.tokenizer.NativeTokenizer;
import io.contacttriage.text.Tokenizer;
import io.contacttriage.text.UnigramTokenizer;
import io.contacttriage.text.WordPieceTokenizer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One text to token ids, ours against the Hugging Face library's native code: time per text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TokenizerBenchmark {
  private static final int MAX_TOKENS = 256;
  private static final String ENGLISH =
      "Hello, since this morning somebody else is logged into my account. They changed the e-mail"
          + " to one I do not know and bought coins for RM 350 with my saved card. Please lock it"
          + " before they buy even more. Thank you ";

  /** A Chinese word is taken for one and a half characters. */
  private static final String CHINESE =
      "你好,今天早上有人登录了我的账号,还把邮箱改成了我不认识的地址。他们用我绑定的银行卡" + "买了三百五十块钱的金币,请你们尽快帮我锁定。";

  @Param({"wordpiece", "unigram"})
  public String kind;

  @Param({"english", "chinese"})
  public String language;

  /** In words. */
  @Param({"8", "40", "400"})
  public int words;

  private Tokenizer ours;
  private Tokenizer library;
  private String text;

  @Setup
  public void open() throws Exception {
    Path file = file();
    try (InputStream in = Files.newInputStream(file)) {
      ours =
          kind.equals("wordpiece")
              ? WordPieceTokenizer.read(in, MAX_TOKENS)
              : UnigramTokenizer.read(in, MAX_TOKENS);
    }
    try (InputStream in = Files.newInputStream(file)) {
      library = NativeTokenizer.read(in, MAX_TOKENS);
    }
    text =
        language.equals("english")
            ? String.join(" ", Arrays.asList(ENGLISH.repeat(12).split(" ", -1)).subList(0, words))
            : CHINESE.repeat(12).substring(0, words * 3 / 2);
  }

  private Path file() throws Exception {
    Path root = ProjectFolder.resolve("");
    if (kind.equals("unigram")) {
      return root.resolve("flink-jobs/contact-scoring/src/test/resources/tokenizer/unigram.json");
    }
    Path bundles = root.resolve("models/bundles");
    return bundles
        .resolve(BundleRelease.pathOf(BundleRelease.read(bundles).active()))
        .resolve("tokenizer.json");
  }

  @Benchmark
  public int[] ours() {
    return ours.encode(text);
  }

  /** The alternative that loses. */
  @Benchmark
  public int[] library() {
    return library.encode(text);
  }
}
