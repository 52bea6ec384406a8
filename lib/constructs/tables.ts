/** Every table of `shared/storage/schema.ts`, and `give`, which grants a function what it does with them. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, type Attribute } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { TABLES, tableVariable, type KeyAttribute, type TableName, type TableSchema } from '../../shared/storage/schema.ts';
import { TABLE_CALLS, type TableGrants } from '../grants.ts';

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

  /** Names the tables in the function's environment and allows the function these calls on them, and no others. */
  give(target: LambdaFunction, grants: TableGrants): void {
    for (const [name, calls] of Object.entries(grants) as [TableName, readonly string[]][]) {
      const table = this.#tables[name];
      target.addEnvironment(tableVariable(name), table.tableName);
      const actions = Object.entries(TABLE_CALLS).flatMap(([call, action]) => (calls.includes(call) ? [action] : []));
      if (actions.length > 0) target.addToRolePolicy(new PolicyStatement({ actions, resources: [table.tableArn] }));
      const indexes = Object.keys(schemaOf(name).indexes).filter((index) => calls.includes(`query ${index}`));
      const resources = indexes.map((index) => `${table.tableArn}/index/${index}`);
      if (resources.length > 0) target.addToRolePolicy(new PolicyStatement({ actions: [TABLE_CALLS.query], resources }));
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
