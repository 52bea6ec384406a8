import { describe, expect, it } from '@jest/globals';
import { createResolver, type Resolver, type Template } from '../../../bin/local/intrinsics.ts';

const resolver = (template: Partial<Template> = {}): Resolver =>
  createResolver(
    { Resources: { Queue: { Type: 'AWS::SQS::Queue' } }, ...template },
    {
      pseudo: { 'AWS::Region': 'us-east-1', 'AWS::AccountId': '000000000000' },
      ref: (id) => `ref:${id}`,
      attribute: (id, name) => `${id}.${name}`,
    },
  );

const resolve = (value: unknown, template?: Partial<Template>): unknown => resolver(template).resolve(value, 'Here');

describe('intrinsic functions', () => {
  it.each([
    ['Ref of a resource', { Ref: 'Queue' }, 'ref:Queue'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue.Arn'],
    ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Queue.Arn' }, 'Queue.Arn'],
    ['Fn::Join', { 'Fn::Join': [':', ['a', { Ref: 'AWS::Region' }]] }, 'a:us-east-1'],
    ['Fn::Sub', { 'Fn::Sub': '${AWS::Region}/${Queue}/${Queue.Arn}/${!Literal}' }, 'us-east-1/ref:Queue/Queue.Arn/${Literal}'],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${x}', { x: { Ref: 'Queue' } }] }, 'ref:Queue'],
    ['Fn::Select over Fn::Split', { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['Fn::Base64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
  ])('resolve %s', (_, value, expected) => {
    expect(resolve(value)).toBe(expected);
  });

  it('are resolved at any depth, and AWS::NoValue is left out', () => {
    const value = { list: [{ Ref: 'Queue' }, { Ref: 'AWS::NoValue' }], gone: { Ref: 'AWS::NoValue' }, kept: 1 };

    expect(resolve(value)).toEqual({ list: ['ref:Queue'], kept: 1 });
  });

  it('use conditions, mappings and defaults of parameters', () => {
    const template = {
      Parameters: { Stage: { Type: 'String', Default: 'test' } },
      Mappings: { Sizes: { test: { memory: 128 } } },
      Conditions: {
        IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] },
        IsLive: { 'Fn::Not': [{ Condition: 'IsTest' }] },
        Either: { 'Fn::Or': [{ Condition: 'IsLive' }, { Condition: 'IsTest' }] },
        Both: { 'Fn::And': [{ Condition: 'IsLive' }, { Condition: 'IsTest' }] },
      },
    };

    expect(resolve({ 'Fn::If': ['IsTest', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, 1024] }, template)).toBe(128);
    expect(resolve({ 'Fn::If': ['IsLive', 'live', 'not'] }, template)).toBe('not');
    expect(resolver(template).condition('Either', 'Here')).toBe(true);
    expect(resolver(template).condition('Both', 'Here')).toBe(false);
  });

  it.each([
    ['an unknown intrinsic function', { a: { 'Fn::ImportValue': 'x' } }, 'Here.a: the local platform does not understand Fn::ImportValue.'],
    [
      'a reference to a resource that does not exist',
      { Ref: 'Nowhere' },
      'Here: Nowhere is neither a resource nor a parameter of the template.',
    ],
    [
      'an attribute of a resource that does not exist',
      [{ 'Fn::GetAtt': ['Nowhere', 'Arn'] }],
      'Here[0]: Nowhere is not a resource of the template.',
    ],
    ['a misused function', { 'Fn::Join': 'x' }, 'Here: Fn::Join is used in a way that the local platform does not understand.'],
  ])('name the place of %s', (_, value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });

  it('refuse a parameter that only a deployment can look up', () => {
    const template = { Parameters: { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk/version' } } };

    expect(() => resolve({ Ref: 'BootstrapVersion' }, template)).toThrow('the parameter BootstrapVersion has no value on this machine');
  });
});
