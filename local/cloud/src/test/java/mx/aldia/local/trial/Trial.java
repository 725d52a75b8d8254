package mx.aldia.local.trial;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import mx.aldia.local.template.Template;
import org.assertj.core.api.Assertions;

/** A template as small as one can be that has one of each. */
public final class Trial {
  private Trial() {}

  /** The template; its table is the real one's, cut short. */
  public static Template template() {
    return Template.parse(
        """
        Parameters:
          PublicOrigin: {Type: String}
        Globals:
          Function:
            Environment:
              Variables:
                TABLE_NAME: !Ref Table
                BUS_NAME: !Ref Bus
                PUBLIC_ORIGIN: !Ref PublicOrigin
        Resources:
          Table:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions:
                - {AttributeName: PK, AttributeType: S}
                - {AttributeName: SK, AttributeType: S}
                - {AttributeName: byOwnerPK, AttributeType: S}
                - {AttributeName: byOwnerSK, AttributeType: S}
              KeySchema:
                - {AttributeName: PK, KeyType: HASH}
                - {AttributeName: SK, KeyType: RANGE}
              GlobalSecondaryIndexes:
                - IndexName: byOwner
                  KeySchema:
                    - {AttributeName: byOwnerPK, KeyType: HASH}
                    - {AttributeName: byOwnerSK, KeyType: RANGE}
                  Projection: {ProjectionType: KEYS_ONLY}
              StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
          SecretsKey: {Type: AWS::KMS::Key}
          Bus:
            Type: AWS::Events::EventBus
            Properties: {Name: !Sub "${AWS::StackName}-events"}
          RelayFailures: {Type: AWS::SQS::Queue}
          TrialDeadLetters: {Type: AWS::SQS::Queue}
          TrialQueue:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: 30
              RedrivePolicy: {deadLetterTargetArn: !GetAtt TrialDeadLetters.Arn, maxReceiveCount: 2}
          TrialRule:
            Type: AWS::Events::Rule
            Properties:
              EventPattern: {source: [aldia], detail-type: [trial.happened.v1]}
              Targets: [{Id: TrialQueue, Arn: !GetAtt TrialQueue.Arn}]
          Api:
            Type: AWS::Serverless::HttpApi
            Properties:
              Auth: {Authorizers: {ApiKey: {FunctionArn: !GetAtt Authorizer.Arn}}}
          Authorizer:
            Type: AWS::Serverless::Function
            Properties: {Handler: mx.aldia.local.trial.TrialAuthorizerHandler}
          Http:
            Type: AWS::Serverless::Function
            Properties:
              Handler: mx.aldia.local.trial.TrialHttpHandler
              Events:
                Write: {Type: HttpApi, Properties: {Method: POST, Path: "/events/{id}"}}
                Echo: {Type: HttpApi, Properties: {Method: POST, Path: "/echo/{name}"}}
                Fixed: {Type: HttpApi, Properties: {Method: POST, Path: /echo/fixed}}
                Bytes: {Type: HttpApi, Properties: {Method: GET, Path: /bytes, Auth: {Authorizer: NONE}}}
                Breaks: {Type: HttpApi, Properties: {Method: GET, Path: /breaks, Auth: {Authorizer: NONE}}}
          Relay:
            Type: AWS::Serverless::Function
            Properties:
              Handler: mx.aldia.relay.RelayHandler
              Events:
                Stream:
                  Type: DynamoDB
                  Properties:
                    DestinationConfig: {OnFailure: {Destination: !GetAtt RelayFailures.Arn}}
                    FilterCriteria:
                      Filters:
                        - Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"SK":{"S":[{"prefix":"EVENT#"}]}}}}'
          Consumer:
            Type: AWS::Serverless::Function
            Properties:
              Handler: mx.aldia.local.trial.TrialQueueHandler
              Events:
                Queue: {Type: SQS, Properties: {Queue: !GetAtt TrialQueue.Arn, BatchSize: 5}}
          Ticking:
            Type: AWS::Serverless::Function
            Properties:
              Handler: mx.aldia.local.trial.TrialTickHandler
              Events:
                Tick:
                  Type: ScheduleV2
                  Properties:
                    ScheduleExpression: rate(1 minute)
                    Input: '{"time":"<aws.scheduler.scheduled-time>","detail":{}}'
        """);
  }

  /** Waits until something has come about; a bound, not a measurement. */
  public static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        Assertions.fail("not within a minute: " + what);
      }
      Thread.sleep(10);
    }
  }
}
