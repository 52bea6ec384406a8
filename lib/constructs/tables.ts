/** Every table of `shared/storage/schema.ts`, and `give`, which grants a function access to one. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, type Attribute } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { TABLES, tableVariable, type KeyAttribute, type TableName, type TableSchema } from '../../shared/storage/schema.ts';

/** The actions that each kind of access to a table allows. No function may delete rows; rows expire by their time to live. */
const ACTIONS = {
  read: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  write: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'],
  scan: ['dynamodb:Scan'],
} as const;
export type Access = keyof typeof ACTIONS;

const attribute = ({ name, type }: KeyAttribute): Attribute => ({ name, type: type === 'S' ? AttributeType.STRING : AttributeType.NUMBER });

const schemaOf = (name: TableName): TableSchema => TABLES[name];

export class Tables extends Construct {
  readonly #tables: Readonly<Record<TableName, Table>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const names = Object.keys(TABLES) as TableName[];
    this.#tables = Object.fromEntries(names.map((name) => [name, this.#create(name)])) as Record<TableName, Table>;
  }

  get all(): Readonly<Record<TableName, Table>> {
    return this.#tables;
  }

  /** Names the table in the function's environment and allows the function these kinds of access to it. */
  give(target: LambdaFunction, name: TableName, ...access: readonly Access[]): void {
    const table = this.#tables[name];
    target.addEnvironment(tableVariable(name), table.tableName);
    target.addToRolePolicy(new PolicyStatement({ actions: access.flatMap((kind) => ACTIONS[kind]), resources: [table.tableArn] }));

    const indexes = Object.keys(schemaOf(name).indexes).map((index) => `${table.tableArn}/index/${index}`);
    if (access.includes('read') && indexes.length > 0) {
      target.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:Query'], resources: indexes }));
    }
  }

  #create(name: TableName): Table {
    const schema = schemaOf(name);
    const table = new Table(this, name, {
      partitionKey: attribute(schema.partition),
      ...(schema.sort && { sortKey: attribute(schema.sort) }),
      ...(schema.ttl !== undefined && { timeToLiveAttribute: schema.ttl }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const [indexName, index] of Object.entries(schema.indexes)) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: attribute(index.partition),
        sortKey: attribute(index.sort),
        projectionType: index.projection === 'ALL' ? ProjectionType.ALL : ProjectionType.KEYS_ONLY,
      });
    }
    return table;
  }
}
