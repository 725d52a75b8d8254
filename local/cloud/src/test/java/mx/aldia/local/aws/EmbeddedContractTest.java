package mx.aldia.local.aws;

import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import mx.aldia.local.Console;
import mx.aldia.local.Stack;
import mx.aldia.local.aws.Cloud.Part;
import mx.aldia.local.bus.Bus;
import mx.aldia.local.bus.Settlements;
import mx.aldia.local.inbox.Inbox;
import mx.aldia.local.queue.Queues;
import mx.aldia.local.template.Template;
import mx.aldia.testkit.table.LocalTable;

/** The parts of this machine: always, and all of it. */
final class EmbeddedContractTest extends AwsContract {
  @Override
  Cloud open(Path folder) {
    var wall = Clock.systemUTC();
    var endpoint = new AwsEndpoint(new Console(System.err, wall));
    var template =
        Template.parse(
            """
            Resources:
              SecretsKey: {Type: AWS::KMS::Key}
              Bus: {Type: AWS::Events::EventBus, Properties: {Name: contract}}
              RuleQueue: {Type: AWS::SQS::Queue}
              DeadLetters: {Type: AWS::SQS::Queue}
              Queue:
                Type: AWS::SQS::Queue
                Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt DeadLetters.Arn, maxReceiveCount: 2}}
              Rule:
                Type: AWS::Events::Rule
                Properties:
                  EventPattern: {source: [aldia], detail-type: [contract.matched.v1]}
                  Targets: [{Id: q, Arn: !GetAtt RuleQueue.Arn}]
            """);
    var stack = new Stack(template, endpoint.uri().toString(), Map.of());
    var queues = new Queues(stack, folder.resolve("queues"), wall);
    var inbox = new Inbox(folder.resolve("inbox"), wall, (_, _, _) -> {});
    EventBridge.on(endpoint, new Bus(stack, queues, new Settlements(), wall));
    Sqs.on(endpoint, queues);
    Messaging.on(endpoint, inbox);
    Kms.on(endpoint, KeyFile.open(folder.resolve("kms.key")), stack.arn("SecretsKey"));
    String account = endpoint.uri() + "/" + Stack.ACCOUNT + "/";
    var table = LocalTable.create();
    return new Cloud(
        "this machine",
        EnumSet.allOf(Part.class),
        endpoint.uri(),
        table.endpoint(),
        table.name(),
        "contract",
        account + "RuleQueue",
        account + "Queue",
        account + "DeadLetters",
        stack.arn("SecretsKey"),
        Optional.of(inbox),
        endpoint);
  }
}
