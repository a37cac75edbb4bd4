import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Registry } from 'prom-client';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly registry: Registry) {}

  @Get()
  @Header('Content-Type', Registry.PROMETHEUS_CONTENT_TYPE)
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'The figures now', schema: { type: 'string' } })
  @ApiOperation({
    operationId: 'getMetrics',
    summary: 'Figures of this process and of the read models, in the text format of Prometheus',
  })
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
