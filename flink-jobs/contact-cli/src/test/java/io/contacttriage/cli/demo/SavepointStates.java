package io.contacttriage.cli.demo;

import io.contacttriage.job.Stage;
import io.contacttriage.job.operators.PublishedBook;
import io.contacttriage.routing.ContactHistory;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** What lies in a savepoint, read by Flink's State Processor API, by its metadata and as bytes. */
final class SavepointStates {
  private static final int MORE_THAN_THERE_ARE = 10_000;
  private static final OperatorIdentifier ROUTING = OperatorIdentifier.forUid(Stage.ROUTING.uid());
  private static final StateTtlConfig KEPT = StateTtlConfig.newBuilder(Duration.ofDays(7)).build();

  private final Path savepoint;

  SavepointStates(Path savepoint) {
    this.savepoint = savepoint;
  }

  /** Every key of the routing room, with its contact ids and whether it has a history. */
  List<String> subjects() throws Exception {
    return all(reader().readKeyedState(ROUTING, new Subjects(), Types.STRING, Types.STRING));
  }

  /** Every policy book, as text. */
  List<String> books() throws Exception {
    return all(
        reader()
            .readBroadcastState(
                ROUTING, "policy-book", Types.STRING, TypeInformation.of(PublishedBook.class))
            .map(entry -> entry.f0 + new String(entry.f1.json(), StandardCharsets.UTF_8))
            .returns(Types.STRING));
  }

  /** Names of all states of all operators. */
  Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    Path metadata = savepoint.resolve("_metadata");
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      for (OperatorState operator :
          Checkpoints.loadCheckpointMetadata(
                  in, SavepointStates.class.getClassLoader(), savepoint.toString())
              .getOperatorStates()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            names.addAll(handle.getStateNameToPartitionOffsets().keySet());
          }
          for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
            names.addAll(names((KeyGroupsStateHandle) handle));
          }
        }
      }
    }
    return names;
  }

  /** All files as they are, each byte a character: Flink writes ASCII as it is. */
  List<String> files() throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(savepoint)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        files.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private static List<String> names(KeyGroupsStateHandle handle) throws IOException {
    KeyedBackendSerializationProxy<Object> header =
        new KeyedBackendSerializationProxy<>(SavepointStates.class.getClassLoader());
    try (var in = handle.openInputStream()) {
      header.read(new DataInputViewStreamWrapper(in));
    }
    return header.getStateMetaInfoSnapshots().stream().map(StateMetaInfoSnapshot::getName).toList();
  }

  private SavepointReader reader() throws IOException {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    return SavepointReader.read(env, savepoint.toUri().toString(), new HashMapStateBackend());
  }

  private static List<String> all(DataStream<String> stream) throws Exception {
    return stream.executeAndCollect(MORE_THAN_THERE_ARE);
  }

  /** The states as the job declares them: their names and types are for ever. */
  private static final class Subjects extends KeyedStateReaderFunction<String, String> {
    private transient MapState<String, Long> answered;
    private transient ValueState<ContactHistory> history;

    @Override
    public void open(OpenContext context) {
      var answeredShape = new MapStateDescriptor<>("answered", Types.STRING, Types.LONG);
      answeredShape.enableTimeToLive(KEPT);
      answered = getRuntimeContext().getMapState(answeredShape);
      var historyShape =
          new ValueStateDescriptor<>("history", TypeInformation.of(ContactHistory.class));
      historyShape.enableTimeToLive(KEPT);
      history = getRuntimeContext().getState(historyShape);
    }

    @Override
    public void readKey(String key, Context context, Collector<String> out) throws Exception {
      Set<String> ids = new TreeSet<>();
      answered.keys().forEach(ids::add);
      out.collect(key + " " + ids + (history.value() == null ? "" : " with a history"));
    }
  }
}
