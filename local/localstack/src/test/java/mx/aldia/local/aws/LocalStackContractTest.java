package mx.aldia.local.aws;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import mx.aldia.local.aws.Cloud.Part;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in a container, where Docker is. */
final class LocalStackContractTest extends AwsContract {
  /** The last that wants no token. */
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  @Override
  Cloud open(Path folder) {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "LocalStack needs Docker, and none answers on this machine");
    var container =
        new LocalStackContainer(IMAGE)
            .withServices("dynamodb", "dynamodbstreams", "events", "sqs", "kms", "sns");
    container.start();
    return Cloud.at(container.getEndpoint().toString(), "LocalStack", EnumSet.of(Part.MAIL))
        .closing(container::stop);
  }
}
