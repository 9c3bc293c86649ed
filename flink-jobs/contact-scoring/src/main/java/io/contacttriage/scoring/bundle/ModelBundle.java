package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleManifest.BundleFile;
import io.contacttriage.text.Tokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A verified model bundle in memory: its manifest is consistent, every file has the promised size
 * and hash, every graph was inspected. Holds the models' bytes, so keep it only until the sessions
 * are made.
 */
public final class ModelBundle {
  /** Largest file of a bundle unless a caller says otherwise, in bytes. */
  public static final long DEFAULT_MAX_FILE_BYTES = 200L << 20;

  private static final long MAX_MANIFEST_BYTES = 1 << 20;

  private final BundleFiles files;
  private final String manifestSha256;
  private final BundleManifest manifest;
  private final Tokenizer tokenizer;
  private final Map<String, byte[]> contents;

  private ModelBundle(
      BundleFiles files,
      String manifestSha256,
      BundleManifest manifest,
      Tokenizer tokenizer,
      Map<String, byte[]> contents) {
    this.files = files;
    this.manifestSha256 = manifestSha256;
    this.manifest = manifest;
    this.tokenizer = tokenizer;
    this.contents = contents;
  }

  /** Loads and verifies a bundle of this machine with {@link #DEFAULT_MAX_FILE_BYTES}. */
  public static ModelBundle load(Path directory) throws IOException, InvalidBundleException {
    return load(LocalBundleFiles.ofBundle(directory));
  }

  /** Loads and verifies with {@link #DEFAULT_MAX_FILE_BYTES}. */
  public static ModelBundle load(BundleFiles files) throws IOException, InvalidBundleException {
    return load(files, DEFAULT_MAX_FILE_BYTES);
  }

  /**
   * Loads and verifies a bundle.
   *
   * @param files of this bundle alone
   * @param maxFileBytes largest size of one file, below 2 GiB
   * @throws InvalidBundleException when the bundle must not be used, with every problem found
   * @throws IOException when a file cannot be read
   */
  public static ModelBundle load(BundleFiles files, long maxFileBytes)
      throws IOException, InvalidBundleException {
    if (maxFileBytes < 1 || maxFileBytes >= Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "Wanted a file limit from 1 byte to below 2 GiB, found " + maxFileBytes);
    }
    List<BundleProblem> problems = new ArrayList<>();
    BundleDirectory directory = new BundleDirectory(files, problems);
    byte[] json = directory.read(ManifestReader.FILE, MAX_MANIFEST_BYTES);
    InvalidBundleException.throwIfAny(files, problems);

    BundleManifest manifest =
        new ManifestReader(problems, maxFileBytes)
            .read(ManifestReader.parse(json, ManifestReader.FILE, files));
    InvalidBundleException.throwIfAny(files, problems);

    Map<String, byte[]> contents = new HashMap<>();
    Set<String> used = usedFiles(manifest);
    for (Map.Entry<String, BundleFile> file : manifest.files().entrySet()) {
      byte[] bytes = directory.readVerified(file.getKey(), file.getValue());
      // A model card is verified like the rest, but nobody will ask for it.
      if (bytes != null && used.contains(file.getKey())) {
        contents.put(file.getKey(), bytes);
      }
    }
    InvalidBundleException.throwIfAny(files, problems);

    Tokenizer tokenizer = tokenizer(manifest, contents, problems);
    for (BundleManifest.Tier tier : manifest.tiers().values()) {
      problems.addAll(
          OnnxInspection.inspect(tier.file(), contents.get(tier.file()), tier.operatorDomains()));
    }
    InvalidBundleException.throwIfAny(files, problems);
    return new ModelBundle(files, BundleDirectory.sha256(json), manifest, tokenizer, contents);
  }

  /** Where the bundle was loaded from, for messages. */
  public String place() {
    return files.place();
  }

  /** 64 lower-case hex digits. */
  public String manifestSha256() {
    return manifestSha256;
  }

  public BundleManifest manifest() {
    return manifest;
  }

  public ModelVersion model() {
    return manifest.model();
  }

  /**
   * The verified bytes of a tier's network. Not a copy, since it may be large: do not change it.
   *
   * @param tier {@code fast} or {@code deep}
   * @throws IllegalArgumentException when the bundle has no such tier
   */
  public byte[] network(String tier) {
    return contents.get(tier(tier).file());
  }

  /**
   * How a network is fed and read.
   *
   * @param name {@code fast} or {@code deep}
   * @throws IllegalArgumentException when the bundle has no such tier
   */
  public BundleManifest.Tier tier(String name) {
    BundleManifest.Tier tier = manifest.tiers().get(name);
    if (tier == null) {
      throw new IllegalArgumentException(
          "Wanted a tier of " + manifest.tiers().keySet() + ", found " + name);
    }
    return tier;
  }

  /** The verified golden set, see {@link GoldenSet}. */
  InputStream golden() {
    return new ByteArrayInputStream(contents.get(manifest.golden().file()));
  }

  /** The tokenizer that the networks were trained with. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  private static Tokenizer tokenizer(
      BundleManifest manifest, Map<String, byte[]> contents, List<BundleProblem> problems) {
    String file = manifest.tokenizerFile();
    try {
      return KnownTokenizers.read(manifest, contents.get(file));
    } catch (IOException | IllegalArgumentException e) {
      problems.add(
          new BundleProblem(
              file,
              "a tokenizer.json of kind " + manifest.tokenizerKind().wireName(),
              e.getMessage()));
      return null;
    }
  }

  private static Set<String> usedFiles(BundleManifest manifest) {
    Set<String> used = new HashSet<>();
    used.add(manifest.tokenizerFile());
    used.add(manifest.golden().file());
    manifest.tiers().values().forEach(tier -> used.add(tier.file()));
    return used;
  }
}
